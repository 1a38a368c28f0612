import { graphql } from './gen/gql.js'

graphql(`
  fragment RefusalParts on Refusal { code field message remedy names }
  fragment InvalidParts on NetworkInvalid { faults { severity code line column layer message remedy } }
  fragment DatasetParts on Dataset {
    id name state reason remedy classes counts { split total } filesDone filesTotal etaSeconds
    rejectedCount rejected { path reason } startedAt endedAt createdAt diskBytes
    recipe {
      width height channels resize validationPercent testPercent seed mirror classes merged { name from }
      minPerClass maxPerClass encoding fastDecoding
    }
  }
  fragment ModelParts on Model { id name networkName parameters createdAt dataset { id name } newestRun { id name state } }
  fragment RunParts on Run {
    id name state reason failure remedy epoch iteration iterations etaSeconds imagesPerSecond seconds device createdAt
    trainLoss valLoss valAccuracy valBalancedAccuracy solver { epochs } snapshots { id epoch isBest isNewest }
  }
`)

export const OwnProject = graphql(`query OwnProject { project { id } }`)

export const DatasetByName = graphql(`
  query DatasetByName($name: String!) { project { dataset(name: $name) { ...DatasetParts } } }
`)
export const ModelByName = graphql(`
  query ModelByName($name: String!) {
    project {
      model(name: $name) {
        ...ModelParts
        solver {
          type epochs batchSize baseRate momentum momentum2 delta rmsDecay weightDecay regularization accumulation clip
          precision earlyStop bestBy snapshotInterval validationInterval seed
          policy { type stepPercent gamma values power warmupPercent } preprocessing { mean scale crop mirror }
        }
        runs(first: 200) { nodes { ...RunParts } }
      }
    }
  }
`)
export const DatasetById = graphql(
  `query DatasetById($id: ID!) { node(id: $id) { __typename ... on Dataset { ...DatasetParts } } }`,
)
export const ModelById = graphql(`query ModelById($id: ID!) { node(id: $id) { __typename ... on Model { name } } }`)
export const RunById = graphql(`query RunById($id: ID!) { node(id: $id) { __typename ... on Run { ...RunParts } } }`)
export const ListDatasets = graphql(`
  query ListDatasets($after: String) {
    project { datasets(first: 200, after: $after) { nodes { ...DatasetParts } pageInfo { endCursor hasNextPage } } }
  }
`)
export const ListModels = graphql(`
  query ListModels($after: String) {
    project { models(first: 200, after: $after) { nodes { ...ModelParts } pageInfo { endCursor hasNextPage } } }
  }
`)
export const ListRuns = graphql(`
  query ListRuns($after: String) {
    project { runs(first: 200, after: $after) { nodes { ...RunParts } pageInfo { endCursor hasNextPage } } }
  }
`)
export const CreateDataset = graphql(`
  mutation CreateDataset($input: CreateDatasetInput!) {
    createDataset(input: $input) { __typename ...DatasetParts ...RefusalParts }
  }
`)
export const CreateModel = graphql(`
  mutation CreateModel($input: CreateModelInput!) {
    createModel(input: $input) { __typename ... on Model { id name } ...RefusalParts ...InvalidParts }
  }
`)
export const CreateRun = graphql(`
  mutation CreateRun($modelId: ID!, $solver: SolverInput, $device: String, $idempotencyKey: String!) {
    createRun(modelId: $modelId, solver: $solver, device: $device, idempotencyKey: $idempotencyKey) {
      __typename ...RunParts ...RefusalParts ...InvalidParts
    }
  }
`)
export const PauseRun = graphql(
  `mutation PauseRun($id: ID!) { pauseRun(id: $id) { __typename ...RunParts ...RefusalParts ...InvalidParts } }`,
)
export const ResumeRun = graphql(
  `mutation ResumeRun($id: ID!) { resumeRun(id: $id) { __typename ...RunParts ...RefusalParts ...InvalidParts } }`,
)
export const AbortRun = graphql(
  `mutation AbortRun($id: ID!) { abortRun(id: $id) { __typename ...RunParts ...RefusalParts ...InvalidParts } }`,
)
export const DeleteRun = graphql(
  `mutation DeleteRun($id: ID!) { deleteRun(id: $id) { __typename ...RunParts ...RefusalParts ...InvalidParts } }`,
)
export const DeleteDataset = graphql(
  `mutation DeleteDataset($id: ID!) { deleteDataset(id: $id) { __typename ... on Dataset { id } ...RefusalParts } }`,
)
export const DeleteModel = graphql(`
  mutation DeleteModel($id: ID!) { deleteModel(id: $id) { __typename ... on Model { id } ...RefusalParts ...InvalidParts } }
`)
export const CreateUpload = graphql(
  `mutation CreateUpload($projectId: ID!) { createUpload(projectId: $projectId) { id url } }`,
)
export const Classify = graphql(`
  mutation Classify($snapshotId: ID!, $uploadId: ID!) {
    classify(snapshotId: $snapshotId, uploadId: $uploadId) {
      __typename ... on Classification { id top { index label probability } } ...RefusalParts
    }
  }
`)
export const ListTokens = graphql(`
  query ListTokens { project { tokens { id name role createdBy createdAt expiresAt usedAt } } }
`)
export const CreateToken = graphql(`
  mutation CreateToken($name: String!, $role: Role!, $days: Int) {
    createToken(name: $name, role: $role, days: $days) {
      __typename ... on NewToken { secret token { id name role expiresAt } } ...RefusalParts
    }
  }
`)
export const RemoveToken = graphql(
  `mutation RemoveToken($id: ID!) { removeToken(id: $id) { __typename ... on Removed { id } ...RefusalParts } }`,
)
export const CreateSourceUpload = graphql(`
  mutation CreateSourceUpload($input: SourceUploadInput!) {
    createSourceUpload(input: $input) { __typename ... on SourceUpload { id pieces kept } ...RefusalParts }
  }
`)
export const CheckPieces = graphql(`
  mutation CheckPieces($uploadId: ID!, $pieces: [PieceInput!]!) {
    checkPieces(uploadId: $uploadId, pieces: $pieces) { number isKept url }
  }
`)
