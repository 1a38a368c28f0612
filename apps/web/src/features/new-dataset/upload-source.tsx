import { Button } from '@mantine/core'
import { IconFolderUp } from '@tabler/icons-react'
import { type DragEvent, useCallback, useRef, useState } from 'react'
import { bytes, counted } from '../../lib/format'
import { Notice } from '../../ui/notice'
import { Progress } from '../../ui/progress'
import type { SourceProps } from './source-fields'
import { type Brought, chosenIn, droppedIn } from './upload/brought'
import type { Sent } from './upload/send'
import { useSending } from './upload/use-sending'
import classes from './upload-source.module.css'

/** A folder or an archive of this computer, sent to the server. */
export function UploadSource({ draft, change, fault: faultOf }: SourceProps) {
  const keep = useCallback((upload: Sent) => change({ upload: { id: upload.id, name: upload.name } }), [change])
  const { sending, fault, begin, cancel, again } = useSending(keep)
  const [isOver, setOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
  const archive = useRef<HTMLInputElement>(null)

  const take = (brought: Brought | undefined) => {
    if (!brought) return
    change({ upload: null })
    void begin(brought)
  }
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(await droppedIn(event.dataTransfer))
  }
  const field = (ref: typeof folder, label: string, more: object) => (
    <input
      ref={ref}
      type="file"
      aria-label={label}
      className={classes.file}
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        if (currentTarget.files) take(chosenIn(currentTarget.files))
        currentTarget.value = ''
      }}
      {...more}
    />
  )
  const missing = faultOf('upload')

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the buttons inside are the accessible ones. */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        data-fault={(missing && !sending) || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {field(folder, 'Folder of this computer', { webkitdirectory: '' })}
        {field(archive, 'Archive of this computer', { accept: '.zip,.tar,.tgz,.gz' })}
        {sending ? (
          <div className={classes.going}>
            <p className={classes.words} aria-live="polite">
              <span>
                Sends <b>{sending.name}</b>
              </span>
              <span>{sending.bytes > 0 && `${bytes(sending.sent)} of ${bytes(sending.bytes)}`}</span>
            </p>
            <Progress
              share={sending.bytes > 0 ? sending.sent / sending.bytes : null}
              label={`Upload of ${sending.name}`}
            />
            <p className={classes.words}>
              <span>
                {sending.leftOut > 0 ? `${counted(sending.leftOut, 'file')} left out: no images by their names` : ''}
              </span>
              <Button size="compact-xs" variant="subtle" onClick={cancel}>
                Stop
              </Button>
            </p>
          </div>
        ) : (
          <>
            <p className={classes.title}>
              <IconFolderUp size={18} stroke={1.6} aria-hidden />
              {draft.upload ? (
                <span>
                  <b>{draft.upload.name}</b> has arrived
                </span>
              ) : (
                'Drop a folder or an archive here'
              )}
            </p>
            <div className={classes.buttons}>
              <Button size="xs" variant="default" onClick={() => folder.current?.click()}>
                {draft.upload ? 'Another folder' : 'Choose a folder'}
              </Button>
              <Button size="xs" variant="default" onClick={() => archive.current?.click()}>
                {draft.upload ? 'Another archive' : 'Choose an archive'}
              </Button>
            </div>
            <p className={classes.quiet}>One sub-folder a class. Zip, tar or tar.gz. Only images are sent.</p>
          </>
        )}
      </div>
      {missing && !sending && (
        <p className={classes.error} role="alert">
          {missing}
        </p>
      )}
      {fault && !sending && (
        <div className={classes.fault}>
          <Notice
            title={fault.message}
            actions={
              again && (
                <Button size="xs" variant="default" onClick={again}>
                  Go on
                </Button>
              )
            }
          >
            {fault.remedy}
          </Notice>
        </div>
      )}
    </div>
  )
}
