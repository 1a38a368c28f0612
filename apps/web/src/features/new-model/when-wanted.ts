import dynamic from 'next/dynamic'

/** Read when they are chosen: most models are made of a standard network. What is in their place meanwhile is theirs alone, not the form. */
export const PreviousNetworks = dynamic(() => import('./previous-networks').then(module => module.PreviousNetworks), {
  ssr: false,
})
export const CustomNetwork = dynamic(() => import('./custom-network').then(module => module.CustomNetwork), {
  ssr: false,
})
export const WeightsReport = dynamic(() => import('./weights-report').then(module => module.WeightsReport), {
  ssr: false,
})
