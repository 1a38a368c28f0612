"""Empty stand-ins for CUDA libraries that PyTorch's Linux wheel is linked to but never calls without a GPU.

Usage: python stub_libraries.py SITE_PACKAGES

Each is a valid shared object with a name and no symbol. `fovea_lazy.pth` makes Python bind symbols
when they are first called, as C programs do, so that the missing ones are never looked up.
"""

import struct
import sys
from pathlib import Path

# Folder below site-packages/nvidia, where PyTorch's own search path points, and the names it asks for.
LIBRARIES = {
    "cu13/lib": [
        "libcublas.so.13",
        "libcublasLt.so.13",
        "libcufft.so.12",
        "libcufile.so.0",
        "libcurand.so.10",
        "libcusparse.so.12",
        "libnvrtc.so.13",
    ],
    "cudnn/lib": ["libcudnn.so.9"],
    "cusparselt/lib": ["libcusparseLt.so.0"],
    "nccl/lib": ["libnccl.so.2"],
    "nvshmem/lib": ["libnvshmem_host.so.3"],
}

MACHINES = {"x86_64": 62, "aarch64": 183}
PAGE = 0x1000
ELF_HEADER, PROGRAM_HEADER = 64, 56
PT_LOAD, PT_DYNAMIC, PT_GNU_STACK = 1, 2, 0x6474E551
DT_NULL, DT_HASH, DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_SONAME = 0, 4, 5, 6, 10, 11, 14


def shared_object(name: str, machine: int) -> bytes:
    """Bytes of a 64-bit little-endian ELF shared object called `name`, without a symbol."""
    strings = b"\0" + name.encode() + b"\0"
    strings += b"\0" * (-len(strings) % 8)
    symbols = bytes(24)  # the null symbol, which every table begins with
    hashes = struct.pack("<6I", 1, 1, 0, 0, 0, 0)  # one bucket, one chain, both empty
    at_symbols = ELF_HEADER + 3 * PROGRAM_HEADER
    at_strings = at_symbols + len(symbols)
    at_hashes = at_strings + len(strings)
    at_dynamic = at_hashes + len(hashes)
    entries = [
        (DT_SONAME, 1),
        (DT_HASH, at_hashes),
        (DT_STRTAB, at_strings),
        (DT_SYMTAB, at_symbols),
        (DT_STRSZ, len(strings)),
        (DT_SYMENT, 24),
        (DT_NULL, 0),
    ]
    dynamic = b"".join(struct.pack("<QQ", *entry) for entry in entries)
    size = at_dynamic + len(dynamic)
    ident = b"\x7fELF" + bytes([2, 1, 1, 0]) + bytes(8)
    header = ident + struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, ELF_HEADER, 0, 0, ELF_HEADER, PROGRAM_HEADER, 3, 0, 0, 0)
    # Writable: the loader relocates the dynamic section in place.
    load = struct.pack("<IIQQQQQQ", PT_LOAD, 6, 0, 0, 0, size, size, PAGE)
    section = struct.pack("<IIQQQQQQ", PT_DYNAMIC, 6, at_dynamic, at_dynamic, at_dynamic, len(dynamic), len(dynamic), 8)
    # Without it the loader would ask for an executable stack.
    stack = struct.pack("<IIQQQQQQ", PT_GNU_STACK, 6, 0, 0, 0, 0, 0, 16)
    return header + load + section + stack + symbols + strings + hashes + dynamic


def main(site: Path) -> None:
    import platform

    machine = MACHINES[platform.machine()]
    for folder, names in LIBRARIES.items():
        (site / "nvidia" / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            (site / "nvidia" / folder / name).write_bytes(shared_object(name, machine))
    (site / "fovea_lazy.pth").write_text("import os, sys; sys.setdlopenflags(os.RTLD_LAZY)\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
