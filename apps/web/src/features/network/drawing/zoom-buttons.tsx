import { ActionIcon } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { useReactFlow } from '@xyflow/react'
import classes from './drawing.module.css'

const MOVE = { duration: 160 }

export function ZoomButtons() {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const buttons = [
    { name: 'Nearer (+)', Icon: IconPlus, act: () => zoomIn(MOVE) },
    { name: 'Farther (−)', Icon: IconMinus, act: () => zoomOut(MOVE) },
    { name: 'Show all of it (0)', Icon: IconFocusCentered, act: () => fitView(MOVE) },
  ]
  return (
    <div className={classes.zoom}>
      {buttons.map(({ name, Icon, act }) => (
        <ActionIcon key={name} variant="subtle" color="gray" aria-label={name} title={name} onClick={() => void act()}>
          <Icon size={15} stroke={1.7} />
        </ActionIcon>
      ))}
    </div>
  )
}
