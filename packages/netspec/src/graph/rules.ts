import type { LayerText, Phase } from './network.ts'

interface State {
  readonly phase: 'TRAIN' | 'TEST'
  readonly stages: readonly string[]
}

/** DIGITS's names: one text serves training, validation and classifying by these phases and stages. */
const states: Record<Phase, State> = {
  train: { phase: 'TRAIN', stages: ['train'] },
  test: { phase: 'TEST', stages: ['val'] },
  deploy: { phase: 'TEST', stages: ['deploy'] },
}

/** Every stage that a rule may name. */
export const stages: readonly string[] = Object.values(states).flatMap(state => state.stages)

type Rule = LayerText['common']['include'][number]

/** Whether a layer takes part in a phase: any matching include, or no matching exclude. */
export function isIncluded({ common }: LayerText, phase: Phase): boolean {
  const state = states[phase]
  if (common.phase !== undefined && common.phase !== state.phase) return false
  if (common.include.length > 0) return common.include.some(rule => matches(rule, state))
  return !common.exclude.some(rule => matches(rule, state))
}

function matches({ phase, stage, not_stage, min_level, max_level }: Rule, state: State): boolean {
  if (phase !== undefined && phase !== state.phase) return false
  if ((min_level ?? 0) > 0 || (max_level ?? 0) < 0) return false
  return stage.every(name => state.stages.includes(name)) && !not_stage.some(name => state.stages.includes(name))
}
