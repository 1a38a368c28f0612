import dynamic from 'next/dynamic'

/** Read when they are chosen: most datasets are made of a folder. */
export const BucketSource = dynamic(() => import('./bucket-source').then(module => module.BucketSource))
export const DatasetSource = dynamic(() => import('./dataset-source').then(module => module.DatasetSource))
export const ListSource = dynamic(() => import('./list-source').then(module => module.ListSource))
export const UploadSource = dynamic(() => import('./upload-source').then(module => module.UploadSource))
