import type { DrawingNode } from '@fovea/netspec'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react'
import { memo } from 'react'
import { counted } from '../../../lib/format'
import classes from './drawing.module.css'
import type { Group } from './fold'
import { KindSign } from './kind-sign'
import { kindOf } from './layer-kinds'
import { settingsOf } from './settings-words'

export type LayerFlowNode = Node<{ group: Group; selected: string | undefined }, 'layer'>

/** From so far no word can be read: blocks alone keep a thousand of them fluid. */
const isFar = ({ transform }: { transform: readonly number[] }) => (transform[2] ?? 1) < 0.3

export const faultWords = (faults: DrawingNode['faults']) =>
  faults.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(' ')).join('\n')

const worst = (faults: DrawingNode['faults']) =>
  faults.some(({ severity }) => severity === 'error') ? 'error' : faults.length > 0 ? 'warning' : undefined

function FaultSign({ faults }: { faults: DrawingNode['faults'] }) {
  const severity = worst(faults)
  if (!severity) return null
  return (
    <span className={classes.fault} data-severity={severity} title={faultWords(faults)}>
      <IconAlertTriangleFilled size={13} aria-hidden />
      <span className={classes.unseen}>{severity === 'error' ? 'Error' : 'Warning'}</span>
    </span>
  )
}

/** A layer: what it is called, does and costs, with those folded into it. */
export const LayerNode = memo(({ data: { group, selected } }: NodeProps<LayerFlowNode>) => {
  const { node, folded, readsLabel } = group
  const far = useStore(isFar)
  const kind = kindOf(node.type)
  const settings = settingsOf(node)
  return (
    <div
      className={classes.node}
      data-kind={kind}
      data-layer={node.id}
      data-far={far || undefined}
      data-selected={selected !== undefined || undefined}
      data-fault={worst([node, ...folded].flatMap(({ faults }) => faults))}
    >
      <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />
      {!far && (
        <>
          <div className={classes.head}>
            <KindSign kind={kind} className={classes.sign} />
            <span className={classes.name} title={node.name}>
              {node.name}
            </span>
            <FaultSign faults={node.faults} />
          </div>
          <div className={classes.line}>
            <span className={classes.type} title={node.type}>
              {node.type}
            </span>
            {node.parameters > 0 && <span className={classes.figure}>{counted(node.parameters, 'parameter')}</span>}
          </div>
          {settings && <div className={classes.line}>{settings}</div>}
          {readsLabel && <div className={classes.line}>compares with the label</div>}
          {folded.map(layer => (
            <div
              key={layer.id}
              className={classes.row}
              data-kind={kindOf(layer.type)}
              data-layer={layer.id}
              data-selected={layer.id === selected || undefined}
            >
              <KindSign kind={kindOf(layer.type)} className={classes.sign} />
              <span className={classes.rowName} title={layer.name}>
                {layer.name}
              </span>
              <span className={classes.rowType}>{[layer.type, settingsOf(layer)].filter(Boolean).join(' ')}</span>
              <FaultSign faults={layer.faults} />
            </div>
          ))}
        </>
      )}
      <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={false} />
    </div>
  )
})
LayerNode.displayName = 'LayerNode'
