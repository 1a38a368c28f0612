/** The import rules of the house; each names the walls that it keeps up. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'services-do-not-know-each-other',
      comment: 'A service speaks to another through proto or a queue.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'web-knows-graphql-and-netspec',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(proto|services|packages/service-kit|apps/cli)/' },
    },
    {
      name: 'cli-knows-graphql-and-netspec',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^(proto|services|packages/service-kit|apps/web)/' },
    },
    {
      name: 'netspec-is-pure',
      severity: 'error',
      from: { path: '^packages/netspec/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/netspec/src/' },
    },
    {
      name: 'service-kit-has-no-product',
      severity: 'error',
      from: { path: '^packages/service-kit/src/' },
      to: { path: '^(services|apps|packages/netspec)/' },
    },
    {
      name: 'bare-name-is-pure',
      comment: 'A file without a role suffix in a service decides; it touches no framework, driver or repository.',
      severity: 'error',
      from: {
        path: '^services/(datasets|jobs|models|inference)/src/[^/]+/[^/.]+\\.ts$',
      },
      to: {
        path: '(node_modules/(@nestjs|typeorm|pg|ioredis|bullmq|minio|@grpc|onnxruntime-node)/)|\\.(service|repository|controller|processor|client|watcher|publisher|module|entity)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-repositories-touch-entities',
      severity: 'error',
      from: { path: '^services/', pathNot: '(repository|mapper|entity|database)\\.ts$|/migrations/' },
      to: { path: '\\.entity\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-feature-through-index',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/([^/]+)/', pathNot: '^apps/web/src/features/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'routes-are-thin',
      severity: 'error',
      from: { path: '^apps/web/app/' },
      to: { path: '^apps/web/src/', pathNot: '^apps/web/src/(features/[^/]+/index\\.ts|lib/|ui/)' },
    },
    {
      name: 'no-test-support-in-product',
      severity: 'error',
      from: { path: '^(packages|services|apps)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|\\.next)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
