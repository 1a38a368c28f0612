import { graphql } from '../../gql'

/** All that is asked of a dataset's recipe, wherever it is shown or filled in. */
export const recipeFields = graphql(`
  fragment RecipeFields on Recipe {
    width
    height
    channels
    resize
    validationPercent
    testPercent
    seed
    mirror
    classes
    merged {
      name
      from
    }
    minPerClass
    maxPerClass
    encoding
    fastDecoding
  }
`)
