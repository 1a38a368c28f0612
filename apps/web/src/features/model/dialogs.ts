import dynamic from 'next/dynamic'

/** Read when they are opened: most visits to a model never do. */
export const NewRun = dynamic(() => import('./new-run').then(module => module.NewRun))
export const EditModel = dynamic(() => import('./edit-model').then(module => module.EditModel))
export const ShareRun = dynamic(() => import('./share-run').then(module => module.ShareRun))
