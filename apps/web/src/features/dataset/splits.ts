/** What people call a split. */
export const SPLIT_NAMES: Record<string, string> = { TRAIN: 'Training', VAL: 'Validation', TEST: 'Test' }
