import type { NextConfig } from 'next'

const config: NextConfig = {
  // The test command checks types; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The gateway compresses nothing twice, and the console is reached over loopback.
  compress: false,
  transpilePackages: ['@fovea/netspec'],
  experimental: { optimizePackageImports: ['@tabler/icons-react'] },
}

export default config
