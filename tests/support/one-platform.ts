import type { TestProject } from 'vitest/node'
import { type PlatformFacts, startPlatform } from './platform.js'

declare module 'vitest' {
  interface ProvidedContext {
    platform: PlatformFacts
  }
}

/** Starts the platform that all tests of the project `platform` share; vitest ends it after the last of them. */
export default async function setup(project: TestProject) {
  const { stop, url, home, data, dataRoot, metrics, databaseUrl, redisUrl, s3 } = await startPlatform()
  project.provide('platform', { url, home, data, dataRoot, metrics, databaseUrl, redisUrl, s3 })
  return stop
}
