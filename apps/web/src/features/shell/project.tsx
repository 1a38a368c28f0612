'use client'

import { createContext, useContext } from 'react'
import { type Deed, mayDo } from './may'

export interface Project {
  id: string
  handle: string
  name: string
  /** viewer, editor or admin: what this person may do in it. */
  role: string
}

export const ProjectContext = createContext<Project | undefined>(undefined)

/** The project of the address, with the addresses of its pages. */
export function useProject() {
  const project = useContext(ProjectContext)
  if (!project) throw new Error('This part stands outside a project.')
  const base = `/p/${project.handle}`
  return {
    ...project,
    home: base,
    settings: `${base}/settings`,
    newDataset: `${base}/datasets/new`,
    /** The form of a new dataset, filled with what another was made of. */
    datasetLike: (id: string) => `${base}/datasets/new?from=${id}`,
    newModel: (dataset?: string) => `${base}/models/new${dataset ? `?dataset=${dataset}` : ''}`,
    /** The form of a new model, filled with what a run or a model was made of. */
    cloneOf: (id: string) => `${base}/models/new?from=${id}`,
    dataset: (id: string) => `${base}/datasets/${id}`,
    image: (dataset: string, number: number) => `${base}/datasets/${dataset}/images/${number}`,
    model: (id: string, run?: number) => `${base}/models/${id}${run ? `?run=${run}` : ''}`,
    run: (id: string) => `${base}/runs/${id}`,
  }
}

/** Whether this person may do such things here; what he may not, pages leave out. */
export const useMay = (deed: Deed): boolean => mayDo(useProject().role, deed)
