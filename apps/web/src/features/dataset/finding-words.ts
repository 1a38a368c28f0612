import type { FindingKind as Kind } from '../../gql/graphql'
import { counted } from '../../lib/format'

/** By name, as it stands in an address. */
export type FindingKind = `${Kind}`

interface Words {
  isGrave: boolean
  title: string
  advice: string
}

interface Given {
  recipe: { width: number; height: number }
  isCut: boolean
}

const ALIKE = 'So many are alike that the search ended: usual for digits, plans and frames of a film.'

/** One sentence that says what was found, one that says what it means and what to do. */
export function findingWords(kind: FindingKind, number: number, { recipe, isCut }: Given): Words {
  const pairs = `${isCut ? 'At least ' : ''}${counted(number, 'pair')}`
  const looks = number === 1 && !isCut ? 'looks' : 'look'
  switch (kind) {
    case 'LEAK':
      return {
        isGrave: true,
        title: `${counted(number, 'image stands', 'images stand')} in more than one split.`,
        advice: 'What is measured is known from training: figures look better than they are. Keep each in one split.',
      }
    case 'NEAR_LEAK':
      return {
        isGrave: !isCut,
        title: `${pairs} of images across splits ${looks} nearly the same.`,
        advice: isCut ? ALIKE : 'Frames of one film and crops of one photograph belong into one split.',
      }
    case 'CONFLICT':
      return {
        isGrave: true,
        title: `${counted(number, 'image stands', 'images stand')} under more than one class.`,
        advice: 'No network can learn both: decide on one class for each.',
      }
    case 'DUPLICATE':
      return {
        isGrave: false,
        title: `${counted(number, 'image stands', 'images stand')} more than once in the same split and class.`,
        advice: 'It weighs more than others; harmless while there are few.',
      }
    case 'NEAR_DUPLICATE':
      return {
        isGrave: false,
        title: `${pairs} of images within a split ${looks} nearly the same.`,
        advice: isCut ? ALIKE : 'They teach little that is new.',
      }
    case 'CONSTANT':
      return {
        isGrave: false,
        title: `${counted(number, 'image is', 'images are')} nearly of one colour.`,
        advice: 'There is nothing to see, unless that is what the class means.',
      }
    case 'TINY':
      return {
        isGrave: false,
        title: `${counted(number, 'image is', 'images are')} far smaller than ${recipe.width}×${recipe.height}.`,
        advice: 'Enlarged more than twice, or less than 12 pixels a side: see whether there is anything to recognise.',
      }
    case 'ODD':
      return {
        isGrave: false,
        title: `${counted(number, 'image has', 'images have')} a shape far from that of the dataset.`,
        advice: 'Resizing bends, cuts or pads such images badly: another mode may do them better.',
      }
  }
}

const IN_IMAGE: Record<FindingKind, string> = {
  LEAK: 'Equal to images of other splits',
  NEAR_LEAK: 'Looks nearly like an image of another split',
  CONFLICT: 'Equal to images of other classes',
  DUPLICATE: 'Equal to other images',
  NEAR_DUPLICATE: 'Looks nearly like another image',
  CONSTANT: 'Nearly of one colour',
  TINY: 'Far smaller than the dataset’s images',
  ODD: 'Of a shape far from that of the dataset',
}

/** The same said of one image that is looked at. */
export const foundInImage = (kind: FindingKind) => IN_IMAGE[kind]
