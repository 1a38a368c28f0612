export { recipeFields } from './recipe.graphql'
