import dynamic from 'next/dynamic'

/** Read when they are chosen: most models are made of a standard network. */
export const PreviousNetworks = dynamic(() => import('./previous-networks').then(module => module.PreviousNetworks))
export const CustomNetwork = dynamic(() => import('./custom-network').then(module => module.CustomNetwork))
export const WeightsReport = dynamic(() => import('./weights-report').then(module => module.WeightsReport))
