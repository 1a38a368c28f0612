/** What is known of the file of weights that a model begins with. */
export interface InitialSource {
  sha256: string
  bytes: number
  /** Of the dataset that they were trained on, in the order of their labels. */
  classes: string[]
}
