/** Where the platform is; `./fovea` sets it from the home in use. */
export const platformUrl = process.env['FOVEA_URL'] || 'http://localhost:5000'
