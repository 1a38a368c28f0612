import type { NextConfig } from 'next'

const config: NextConfig = {
  // The test command checks types; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The gateway does, once for all that goes out.
  compress: false,
  transpilePackages: ['@fovea/netspec'],
  turbopack: { rules: { '*.graphql.ts': { loaders: ['./typed-documents.loader.cjs'], as: '*.ts' } } },
  experimental: {
    optimizePackageImports: ['@tabler/icons-react'],
    // It costs a first build a fifth of its time, and does not see when a loader has changed.
    turbopackFileSystemCacheForBuild: false,
  },
}

export default config
