import dynamic from 'next/dynamic'
import { Fold } from '../../ui/fold'
import { settingsSummary } from './draft'
import type { SourceProps } from './source-fields'

const MoreFields = dynamic(() => import('./more-fields').then(module => module.MoreFields))

/** What is seldom changed, read when it is unfolded. */
export function MoreSettings(props: SourceProps) {
  const { draft, fault } = props
  return (
    <Fold
      title="More settings"
      summary={settingsSummary(draft)}
      isForcedOpen={(['seed', 'classes', 'merged', 'most'] as const).some(field => fault(field) !== undefined)}
    >
      <MoreFields {...props} />
    </Fold>
  )
}
