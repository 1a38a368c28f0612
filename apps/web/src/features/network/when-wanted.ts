import dynamic from 'next/dynamic'

/** Text editor and drawing are ten times what the rest of a page is: read when a network is opened. */
export const Workbench = dynamic(() => import('./workbench').then(module => module.Workbench), { ssr: false })
export const NetworkView = dynamic(() => import('./network-view').then(module => module.NetworkView), { ssr: false })
export const NetworkDrawing = dynamic(() => import('./network-drawing').then(module => module.NetworkDrawing), {
  ssr: false,
})
