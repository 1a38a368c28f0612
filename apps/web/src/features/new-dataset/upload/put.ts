import { SendingFault } from './fault'

/** PUTs bytes (a blob, which the browser sends without holding the page up) and tells how many have gone out: fetch cannot. A part that takes ten minutes is given up. */
export function putBytes(url: string, body: Blob, signal: AbortSignal, tell: (bytes: number) => void) {
  return new Promise<void>((done, fail) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    const broken = () => fail(new SendingFault('The connection broke while a part was sent.'))
    request.upload.onprogress = ({ loaded }) => tell(loaded)
    request.onload = () =>
      request.status < 300 ? done() : fail(new SendingFault(`The server refused a part (${request.status}).`))
    request.onerror = broken
    request.ontimeout = broken
    request.onabort = () => fail(signal.reason)
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop)
    request.open('PUT', url)
    request.timeout = 600_000
    request.send(body)
  })
}
