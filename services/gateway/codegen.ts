import type { CodegenConfig } from '@graphql-codegen/cli'

const proto = (service: string, name: string) => `@fovea/proto/${service}/v1/${service}#${name}`
const message = (service: string, name: string) => `${proto(service, name)} as ${name}Message`

/** Resolver types: a resolver returns the proto message that an RPC gave, and only the fields that differ have code. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/gen/type-defs.ts': { plugins: ['./schema-text.plugin.cjs'] },
    'src/gen/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        contextType: '../context.js#RequestContext',
        strictScalars: true,
        avoidOptionals: { field: true, object: true, defaultValue: true, resolvers: false },
        scalars: { ID: 'string', Long: 'number', DateTime: { input: 'string', output: 'Date' } },
        enumValues: {
          ArchiveFormat: proto('datasets', 'ArchiveFormat'),
          DatasetState: proto('datasets', 'DatasetState'),
          Encoding: proto('datasets', 'Encoding'),
          FindingKind: proto('datasets', 'FindingKind'),
          Resize: proto('datasets', 'Resize'),
          RunState: proto('jobs', 'RunState'),
          Mean: proto('models', 'Mean'),
          PolicyType: proto('models', 'PolicyType'),
          Role: '../graphql/enums.js#Role',
          Split: '../graphql/enums.js#Split',
          Severity: '../graphql/enums.js#Severity',
          ModelSort: '../graphql/enums.js#Sort',
          DatasetSort: '../graphql/enums.js#Sort',
          SourceKind: '../graphql/enums.js#SourceKind',
        },
        mappers: {
          ApiToken: '../accounts/tokens.repository.js#Token as TokenRow',
          AuditEntry: '../accounts/audit.repository.js#AuditEntry as AuditRow',
          GuestLink: '../accounts/links.repository.js#GuestLink as GuestLinkRow',
          Invitation: '../accounts/links.repository.js#Invitation as InvitationRow',
          Member: '../accounts/projects.repository.js#Member as MemberRow',
          Membership: '../accounts/projects.repository.js#Membership as MembershipRow',
          Project: '../auth/caller.js#Project as ProjectRow',
          Viewer: '../auth/caller.js#Caller',
          Classification: message('inference', 'Classification'),
          Dataset: message('datasets', 'Dataset'),
          Device: message('jobs', 'Device'),
          Devices: message('jobs', 'DeviceList'),
          FetchedUpload: message('inference', 'Fetched'),
          Fault: message('models', 'Fault'),
          Finding: '../datasets/images.js#FindingOf',
          Findings: '../datasets/images.js#FindingsOf',
          Image: '../datasets/images.js#ImageOf',
          ImageDetails: '../datasets/images.js#DetailsOf',
          Layer: message('models', 'LayerFigures'),
          LogLine: message('jobs', 'LogLine'),
          Model: message('models', 'Model'),
          NetworkCheck: message('models', 'CheckNetworkResponse'),
          NetworkInvalid: message('models', 'NetworkInvalid'),
          PreviewImage: message('datasets', 'PreviewImage'),
          SourceUpload: message('datasets', 'SourceUpload'),
          SourcePreview: message('datasets', 'PreviewSourceResponse'),
          PointsView: message('jobs', 'PointsView'),
          Recipe: message('datasets', 'Recipe'),
          Refusal: '@fovea/proto/common/v1/common#Refusal as RefusalMessage',
          Run: message('jobs', 'Run'),
          SeriesView: message('jobs', 'SeriesView'),
          Snapshot: message('models', 'Snapshot'),
          Source: '../datasets/source.js#SourceOf',
          Solver: message('models', 'Solver'),
          SplitCounts: message('datasets', 'SplitCounts'),
          StateChange: message('jobs', 'StateChange'),
        },
      },
    },
  },
}

export default config
