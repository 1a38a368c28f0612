import dynamic from 'next/dynamic'

/** Read when it is opened: it brings the reader of solver texts. */
export const FillFromText = dynamic(() => import('./fill-from-text').then(module => module.FillFromText), {
  ssr: false,
})
