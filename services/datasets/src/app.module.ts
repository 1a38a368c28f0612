import { KitModule } from '@fovea/service-kit'
import { type DynamicModule, Module } from '@nestjs/common'
import { BuildProcessor } from './builds/build.processor.js'
import { BuildsRepository } from './builds/builds.repository.js'
import { Builds } from './builds/builds.service.js'
import { Encode } from './builds/encode.service.js'
import { Finish } from './builds/finish.service.js'
import { Leases } from './builds/leases.service.js'
import { Scan } from './builds/scan.service.js'
import { Sweep } from './builds/sweep.service.js'
import { Tidy } from './builds/tidy.service.js'
import { WorkFolder } from './builds/work-folder.service.js'
import { CONFIG, type Config } from './config.js'
import { databaseOf } from './database.js'
import { Announcer } from './datasets/announcer.publisher.js'
import { DatasetsRepository } from './datasets/datasets.repository.js'
import { Datasets } from './datasets/datasets.service.js'
import { DatasetsController } from './datasets.controller.js'
import { Find } from './findings/find.service.js'
import { Images } from './pictures/images.service.js'
import { PicturesRepository } from './pictures/pictures.repository.js'
import { Pictures } from './pictures/pictures.service.js'
import { ShownFindings } from './pictures/shown-findings.service.js'
import { Pixels } from './pixels/pixels.client.js'
import { BucketSources } from './sources/bucket-source.service.js'
import { ClassFolders } from './sources/class-folders.service.js'
import { DataRoots } from './sources/data-roots.service.js'
import { ListedImages } from './sources/listed-images.service.js'
import { Packing } from './sources/packing.service.js'
import { Previews } from './sources/previews.service.js'
import { SourceFiles } from './sources/source-files.service.js'
import { SourcesRepository } from './sources/sources.repository.js'
import { Sources } from './sources/sources.service.js'
import { TextLists } from './sources/text-lists.service.js'
import { UploadsRepository } from './sources/uploads.repository.js'
import { Uploads } from './sources/uploads.service.js'

const SOURCES = [
  DataRoots,
  ClassFolders,
  Packing,
  ListedImages,
  TextLists,
  SourcesRepository,
  Sources,
  SourceFiles,
  UploadsRepository,
  Uploads,
  Previews,
  BucketSources,
]
const DATASETS = [DatasetsRepository, Announcer, Datasets]
const BUILDS = [BuildsRepository, Leases, WorkFolder, Scan, Encode, Find, Finish, Tidy, Builds, BuildProcessor, Sweep]
const PICTURES = [PicturesRepository, Pixels, Pictures, ShownFindings, Images]

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [KitModule.with({ config, database: databaseOf(config) })],
      controllers: [DatasetsController],
      providers: [{ provide: CONFIG, useValue: config }, ...SOURCES, ...DATASETS, ...BUILDS, ...PICTURES],
    }
  }
}
