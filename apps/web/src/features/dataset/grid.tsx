import Link from 'next/link'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { DatasetImagesQuery } from '../../gql/graphql'
import classes from './explore.module.css'
import { walk } from './walk'

export type Images = Extract<NonNullable<DatasetImagesQuery['node']>, { __typename: 'Dataset' }>['images']

interface Props {
  images: Images['nodes']
  isSmall: boolean
  hrefOf: (number: number) => string
  /** The picture on which the keyboard stands when they come; `first` of a page that was turned to. */
  focus: number | 'first' | undefined
  onFocused: () => void
  onTurn: (way: 'next' | 'previous') => void
}

const columnsOf = (list: HTMLElement) => getComputedStyle(list).gridTemplateColumns.split(' ').length

/** Arrows walk over the pictures and on to the next page; Enter opens one. */
export function Grid({ images, isSmall, hrefOf, focus, onFocused, onTurn }: Props) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (focus === undefined || images.length === 0) return
    const wanted = focus === 'first' ? 'a' : `[data-number="${focus}"]`
    const link = list.current?.querySelector<HTMLElement>(wanted)
    link?.focus()
    link?.scrollIntoView({ block: 'nearest' })
    onFocused()
  }, [focus, images, onFocused])

  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const links = [...event.currentTarget.querySelectorAll('a')]
    const at = links.indexOf(event.target as HTMLAnchorElement)
    const to = walk(event.key, at, links.length, columnsOf(event.currentTarget))
    if (at < 0 || to === undefined) return
    event.preventDefault()
    if (typeof to === 'number') links[to]?.focus()
    else onTurn(to)
  }

  return (
    <ul ref={list} className={classes.grid} data-small={isSmall || undefined} onKeyDown={press}>
      {images.map(({ number, url, path, labelName }, i) => (
        <li key={number}>
          <Link
            href={hrefOf(number)}
            prefetch={false}
            tabIndex={i === 0 ? 0 : -1}
            data-number={number}
            title={`${labelName}: ${path}`}
          >
            <img src={url} alt={path} loading="lazy" />
            <span>{labelName}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
