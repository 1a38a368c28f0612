import type { Preprocessing, ResizeMode } from '../preprocessing.ts'
import { python, tuple } from './python.ts'

/** How much of a picture's two ratios, wide and tall, becomes the scale of each resize mode but squash. */
const numerators: Record<Exclude<ResizeMode, 'squash'>, readonly [numerator: string, denominator: number]> = {
  crop: ['min(wide, tall)', 1],
  fill: ['max(wide, tall)', 1],
  'half-crop': ['wide + tall', 2],
}

/** Python functions from a picture of Pillow's to the network's input, as datasets and the console do it: fovea_pixels. */
export function preprocessingSource(of: Preprocessing, meanPixel: readonly number[] | undefined): string {
  const { height, width, channels, resize, crop, mean, order, scale } = of
  const isImage = mean === 'image'
  const isPixel = mean === 'pixel'
  return `WIDTH, HEIGHT = ${width}, ${height}
${isPixel ? `${pixel(meanPixel, channels)}\n` : ''}

def upright(image):
    """The picture as ${channels === 1 ? 'grey' : 'RGB'}: turned as its EXIF says, what is transparent white, of 16 bits the high byte."""
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
        image = ground
    return image.convert("RGB")${channels === 1 ? '.convert("L")' : ''}


${fitSource(resize)}

${isImage ? meanSource : ''}def preprocess(image${isImage ? ', mean' : ''}):
    """A picture of Pillow's as the network's input, 1×${channels}×${crop || height}×${crop || width}.${isImage ? ' `mean` is what load_mean() reads.' : ''}"""
    pixels = np.array(fit(upright(image)))${channels === 1 ? '[:, :, None]' : ''}
    values = torch.from_numpy(pixels).float()${isImage ? ' - mean' : isPixel ? ' - torch.tensor(MEAN)' : ''}
${crop === 0 ? '' : cropSource(of)}${scale === 1 ? '' : `    values = values * ${python(scale)}\n`}${order === 'bgr' && channels === 3 ? '    values = values.flip(2)  # BGR\n' : ''}    return values.permute(2, 0, 1)[None]
`
}

const meanSource = `def load_mean(path):
    """The mean image of the dataset, H×W×C, RGB."""
    return load_file(path)["mean"]


`

function pixel(values: readonly number[] | undefined, channels: number): string {
  if (values === undefined)
    return `# The mean pixel of the dataset, RGB, is not known here: put it in.\nMEAN = ${tuple(Array.from({ length: channels }, () => 0))}`
  return `# The mean pixel of the dataset, RGB.\nMEAN = ${tuple(values)}`
}

function cropSource({ crop, height, width }: Preprocessing): string {
  const [top, left] = [Math.floor((height - crop) / 2), Math.floor((width - crop) / 2)]
  return `    values = values[${top}:${top + crop}, ${left}:${left + crop}]  # the middle\n`
}

function fitSource(resize: ResizeMode): string {
  if (resize === 'squash') {
    return `def fit(image):
    """Scales to WIDTH×HEIGHT, whatever the aspect ratio."""
    return image.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
`
  }
  const [numerator, denominator] = numerators[resize]
  const does = {
    crop: 'Scales to cover WIDTH×HEIGHT and cuts what sticks out',
    fill: 'Scales to fit within WIDTH×HEIGHT and pads with black',
    'half-crop':
      'Scales half-way between covering and fitting WIDTH×HEIGHT, cuts one side and pads the other with black',
  }[resize]
  // The padding is the same on both ends.
  const parity = `    if wide > tall:
        height += (HEIGHT - height) % 2
    else:
        width += (WIDTH - width) % 2
`
  return `def fit(image):
    """${does}."""
    wide, tall = image.width * HEIGHT, image.height * WIDTH
    numerator, target = ${numerator}, WIDTH * HEIGHT${denominator === 1 ? '' : ` * ${denominator}`}
    width = max(1, (2 * image.width * target + numerator) // (2 * numerator))
    height = max(1, (2 * image.height * target + numerator) // (2 * numerator))
${resize === 'crop' ? '' : parity}    image = image.resize((width, height), Image.Resampling.BILINEAR)
    left, top = (width - WIDTH + 1) // 2, (height - HEIGHT + 1) // 2
    return image.crop((left, top, left + WIDTH, top + HEIGHT))
`
}
