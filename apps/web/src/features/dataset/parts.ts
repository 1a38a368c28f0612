import dynamic from 'next/dynamic'

/** Read when there is something to show: most visits to a dataset never do. */
export const FindingList = dynamic(() => import('./finding-list').then(module => module.FindingList))
export const Rejected = dynamic(() => import('./rejected').then(module => module.Rejected))
