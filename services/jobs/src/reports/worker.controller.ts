import { type ReportRequest, WorkerServiceService } from '@fovea/proto/jobs/v1/worker'
import { type Served, Serves, WithoutActor } from '@fovea/service-kit'
import type { Metadata } from '@grpc/grpc-js'
import { ReportsService } from './reports.service.js'

@Serves(WorkerServiceService)
export class WorkerController implements Served<typeof WorkerServiceService> {
  constructor(private readonly reports: ReportsService) {}

  @WithoutActor()
  report(request: ReportRequest, metadata?: Metadata) {
    return this.reports.report(request, metadata?.get('fovea-attempt-token')[0]?.toString() ?? '')
  }
}
