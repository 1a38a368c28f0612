/** Values and names of a network as Python source. */

type Literal = number | string | boolean | null | readonly number[]

/** A literal. Texts keep to what both languages read alike; only finite numbers occur. */
export function python(value: Literal): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'number' ? String(value) : tuple(value)
}

export function tuple(values: readonly number[]): string {
  return `(${values.join(', ')}${values.length === 1 ? ',' : ''})`
}

/** Two sides as PyTorch takes them: one number where they are equal. */
export function square(height: number, width: number): number | readonly number[] {
  return height === width ? height : [height, width]
}

/** The value, or undefined where it is the default that need not be written. */
export function unless(standard: Literal, value: Literal): Literal | undefined {
  return value === standard ? undefined : value
}

/** `name=value, …` of those that are there. */
export function keywords(values: Readonly<Record<string, Literal | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${python(value)}`]))
    .join(', ')
}

/** A factor and an expression of one name or call, without what changes nothing. */
export function times(factor: number, expression: string): string {
  return factor === 1 ? expression : `${python(factor)} * ${expression}`
}

export function plus(term: number, expression: string): string {
  return term === 0 ? expression : `${expression} + ${python(term)}`.replace('+ -', '- ')
}

/** Words of the language, and names that the written file uses itself. */
const words = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import in
  is lambda nonlocal not or pass raise return try while with self torch nn F`.split(/\s+/),
)

/** What every module of PyTorch has already: a layer of that name would hide it. */
const members = new Set(
  `add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extra_repr float forward
  get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia named_buffers named_children
  named_modules named_parameters parameters register_backward_hook register_buffer register_forward_hook
  register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook
  register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook
  register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training
  type xpu zero_grad T_destination`.split(/\s+/),
)

/** Gives each name of a network an identifier of its own, as like it as can be. */
export class Identifiers {
  private readonly given = new Map<string, string>()
  private readonly taken: Set<string>

  constructor(kind: 'member' | 'variable', reserved: Iterable<string> = []) {
    this.taken = new Set([...words, ...(kind === 'member' ? members : []), ...reserved])
  }

  of(name: string): string {
    const known = this.given.get(name)
    if (known !== undefined) return known
    // Letters beyond ASCII are folded by Python: two that differ here could be one there.
    const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9_]|$)/, 'x')
    let made = plain
    for (let i = 2; this.taken.has(made); i += 1) made = `${plain}_${i}`
    this.taken.add(made)
    this.given.set(name, made)
    return made
  }
}
