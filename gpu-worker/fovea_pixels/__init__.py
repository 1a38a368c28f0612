"""Fovea's one program for pixels: what "bytes to H×W×C uint8" means, written once."""
