'use client'

import { Failed } from '../src/ui/failed'

export default Failed
