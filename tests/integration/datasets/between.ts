import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Meddle = (path: string, response: ServerResponse, request: IncomingMessage) => Promise<boolean>

/** A server before another one: requests pass with the host that was signed, unless `meddle` has answered them itself. */
export class Between {
  target = 'http://127.0.0.1:1'
  meddle: Meddle = async () => false
  readonly asked: string[] = []
  private readonly server = http.createServer((request, response) => void this.pass(request, response))

  async listen(): Promise<void> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '', headers } = request
    const path = decodeURIComponent(new URL(url, 'http://x').pathname)
    this.asked.push(path)
    if (await this.meddle(path, response, request)) return
    const onward = http.request(new URL(url, this.target), { method, headers, setHost: false }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  }
}
