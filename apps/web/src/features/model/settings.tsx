import { readFragment } from '../../gql'
import type { ModelRunFragment } from '../../gql/graphql'
import { moment, rate } from '../../lib/format'
import { Facts } from '../../ui/facts'
import { meanNames, policyNames, solverFields } from '../solver'
import classes from './details.module.css'

const every = (epochs: number) => (epochs === 1 ? 'every epoch' : `every ${epochs} epochs`)

/** What the run was started with, all defaults filled in. */
export function Settings({ row }: { row: ModelRunFragment }) {
  const { policy, preprocessing, ...solver } = readFragment(solverFields, row.solver)
  const parameters = [
    policy.stepPercent > 0 && `step ${policy.stepPercent} %`,
    policy.values.length > 0 && `at ${policy.values.join(', ')} %`,
    policy.gamma > 0 && `gamma ${policy.gamma}`,
    policy.power > 0 && `power ${policy.power}`,
  ].filter(Boolean)
  return (
    <div className={classes.settings}>
      <Facts
        facts={[
          { name: 'Epochs', value: solver.epochs },
          { name: 'Batch size', value: solver.batchSize },
          { name: 'Learning rate', value: rate(solver.baseRate) },
          { name: 'Policy', value: [policyNames[policy.type], ...parameters].join(', ') },
          { name: 'Momentum', value: solver.momentum },
          { name: 'Weight decay', value: rate(solver.weightDecay) },
        ]}
      />
      <Facts
        facts={[
          {
            name: 'Snapshot',
            value: solver.snapshotInterval ? every(solver.snapshotInterval) : 'only at the end',
          },
          {
            name: 'Validation',
            value: solver.validationInterval ? every(solver.validationInterval) : 'never',
          },
          { name: 'Subtract', value: meanNames[preprocessing.mean] },
          { name: 'Scale', value: preprocessing.scale },
          { name: 'Crop', value: preprocessing.crop ? `${preprocessing.crop}×${preprocessing.crop}` : 'none' },
          { name: 'Mirror', value: preprocessing.mirror ? 'at random' : 'no' },
          { name: 'Seed', value: solver.seed },
          { name: 'Started by', value: `${row.createdBy}, ${moment(row.createdAt)}` },
        ]}
      />
    </div>
  )
}
