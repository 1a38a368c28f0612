'use client'

import dynamic from 'next/dynamic'

/** Read when there is something to show: whoever merely comes near a dataset, or looks at one that is sound, reads nothing of it. */
export const Explore = dynamic(() => import('./explore').then(module => module.Explore))
export const FindingList = dynamic(() => import('./finding-list').then(module => module.FindingList))
export const ImagePage = dynamic(() => import('./image-page').then(module => module.ImagePage))
export const Rejected = dynamic(() => import('./rejected').then(module => module.Rejected))
