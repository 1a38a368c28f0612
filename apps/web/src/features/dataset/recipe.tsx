import { pictureSize } from '../../lib/format'
import { Facts } from '../../ui/facts'
import { PathText } from '../../ui/path-text'
import type { Dataset } from './types'

const MODES = { SQUASH: 'Squash', CROP: 'Crop', FILL: 'Fill', HALF_CROP: 'Half crop' }

/** All that is needed to build the same again. */
export function Recipe({ dataset: { folder, recipe } }: { dataset: Dataset }) {
  return (
    <Facts
      facts={[
        { name: 'Folder', value: <PathText path={folder} /> },
        { name: 'Images', value: pictureSize(recipe) },
        { name: 'Resizing', value: MODES[recipe.resize] },
        { name: 'Validation', value: `${recipe.validationPercent} %` },
        { name: 'Test', value: `${recipe.testPercent} %` },
        { name: 'Seed', value: recipe.seed },
      ]}
    />
  )
}
