import { attribute } from './onnx.ts'
import { elementType, type OnnxNode, type OnnxTensor, type OnnxValue } from './onnx-types.ts'

/** Writes nodes under names of its own, with double-precision constants; each method returns the name of what it made. */
export class OnnxBuilder {
  readonly nodes: OnnxNode[] = []
  private readonly known = new Map<string, string>()

  constructor(
    private readonly prefix: string,
    readonly constants: OnnxTensor[] = [],
  ) {}

  node(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, OnnxValue>> = {},
    output = `${this.prefix}${opType}${this.nodes.length}`,
  ): string {
    const list = Object.entries(attributes).map(([name, value]) => attribute(name, value))
    this.nodes.push({ name: output, opType, input: [...input], output: [output], attribute: list })
    return output
  }

  /** A branch of an If: what `write` makes and names as its answer; it may read all that was made before. */
  branch(name: string, write: (inner: OnnxBuilder) => string): OnnxValue {
    const inner = new OnnxBuilder(`${this.prefix}${name}/`, this.constants)
    const result = write(inner)
    // Its shape is left open: an empty one would be that of a single number.
    const type = {
      value: { $case: 'tensorType' as const, value: { elemType: elementType.float64 } },
    }
    return {
      g: { name, node: inner.nodes, initializer: [], input: [], output: [{ name: result, type }], valueInfo: [] },
    }
  }

  number(value: number): string {
    const key = `${value}`
    const made = this.known.get(key) ?? this.doubles([value], [])
    this.known.set(key, made)
    return made
  }

  doubles(values: readonly number[], dims: number[]): string {
    return this.tensor(elementType.float64, dims, new Uint8Array(Float64Array.from(values).buffer))
  }

  floats(values: ArrayLike<number>, dims: number[]): string {
    return this.tensor(elementType.float32, dims, new Uint8Array(Float32Array.from(values).buffer))
  }

  ints(values: readonly number[], dims = [values.length]): string {
    return this.tensor(elementType.int64, dims, new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer))
  }

  private tensor(dataType: number, dims: number[], rawData: Uint8Array): string {
    const name = `${this.prefix}constant${this.constants.length}`
    this.constants.push({
      name,
      dims,
      dataType,
      floatData: [],
      int64Data: [],
      rawData,
      dataLocation: 'DEFAULT',
      externalData: [],
    })
    return name
  }
}
