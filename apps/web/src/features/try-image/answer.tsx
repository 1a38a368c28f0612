import { percent, pictureSize } from '../../lib/format'
import classes from './try-image.module.css'
import type { Answer as Classification, Picture } from './use-classify'

interface Props {
  picture: Picture
  answer: Classification | undefined
  isBusy: boolean
}

/** The picture as given and as seen, and the five most probable classes. */
export function Answer({ picture, answer, isBusy }: Props) {
  return (
    <div className={classes.answer} aria-busy={isBusy}>
      <div className={classes.pictures}>
        <figure>
          {picture.url ? (
            <img src={picture.url} alt={`As given: ${picture.name}`} />
          ) : (
            <div className={classes.blank} />
          )}
          <figcaption title={picture.name}>As given</figcaption>
        </figure>
        <figure>
          {answer ? (
            <img src={answer.seenUrl} alt="As the network sees it" className={classes.seen} />
          ) : (
            <div className={classes.blank} />
          )}
          <figcaption>As seen{answer && `, ${pictureSize(answer)}`}</figcaption>
        </figure>
      </div>
      <ol className={classes.top} aria-label="Most probable classes">
        {answer?.top.map(({ index, label, probability }, rank) => (
          <li key={index} data-first={rank === 0 || undefined}>
            <span className={classes.label} title={label}>
              {label}
            </span>
            <span className={classes.share}>{percent(probability)}</span>
            <span className={classes.track} aria-hidden>
              <span style={{ width: `${probability * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
      {answer?.conversion && <p className={classes.quiet}>{answer.conversion}</p>}
    </div>
  )
}
