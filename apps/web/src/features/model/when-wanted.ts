import dynamic from 'next/dynamic'

/** Read when they are opened: most visits to a model never do. */
export const NewRun = dynamic(() => import('./new-run').then(module => module.NewRun))
export const EditModel = dynamic(() => import('./edit-model').then(module => module.EditModel))
export const ShareRun = dynamic(() => import('./share-run').then(module => module.ShareRun))
export const Settings = dynamic(() => import('./settings').then(module => module.Settings))
export const DownloadsView = dynamic(() => import('./downloads-view').then(module => module.DownloadsView))
export const HistoryView = dynamic(() => import('./history-view').then(module => module.HistoryView))
export const ChartTable = dynamic(() => import('./chart-table').then(module => module.ChartTable))
export const Network = dynamic(() => import('./network').then(module => module.Network), { ssr: false })
