import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { Clients } from '../clients.js'
import { CLIENTS } from '../clients.module.js'
import { answer } from './answer.js'

interface Picture {
  png: Buffer
  etag: string
}

/** A dataset that keeps its images as JPEG shows the very files. */
const mediaTypeOf = (picture: Buffer) => (picture[0] === 0xff && picture[1] === 0xd8 ? 'image/jpeg' : 'image/png')

/** Every picture that the server makes, for those who may see the project, with an ETag: a dataset never changes, so nobody asks twice. */
@Controller('media/:project')
export class MediaController {
  constructor(@Inject(CLIENTS) private readonly clients: Clients) {}

  @Get('datasets/:dataset/images/:number.png')
  image(
    @Param() path: { project: string; dataset: string; number: string },
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { project, dataset, number } = path
    if (!/^\d{1,15}$/.test(number)) return response.status(404).end()
    return this.answer(path, request, response, clients =>
      clients.datasets.getPicture({ project, dataset, of: { $case: 'image', value: Number(number) } }),
    )
  }

  @Get('datasets/:dataset/mean.png')
  mean(@Param() path: { project: string; dataset: string }, @Req() request: Request, @Res() response: Response) {
    const { project, dataset } = path
    return this.answer(path, request, response, clients =>
      clients.datasets.getPicture({ project, dataset, of: { $case: 'mean', value: true } }),
    )
  }

  @Get('classifications/:id.png')
  seen(@Param() path: { project: string; id: string }, @Req() request: Request, @Res() response: Response) {
    return this.answer(path, request, response, clients => clients.inference.getSeenPicture(path))
  }

  private answer(
    { project }: { project: string },
    request: Request,
    response: Response,
    fetch: (clients: Clients) => Promise<Picture>,
  ) {
    return answer(this.clients, project, request, response, async clients => {
      const { png, etag } = await fetch(clients)
      const tag = `"${etag}"`
      response.setHeader('etag', tag).setHeader('cache-control', 'private, max-age=86400, immutable')
      if (request.headers['if-none-match'] === tag) return response.status(304).end()
      return response.type(mediaTypeOf(png)).send(png)
    })
  }
}
