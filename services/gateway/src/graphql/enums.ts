/** Enums whose proto form is a text: GraphQL's names, the wire's values. */
export enum Split {
  TRAIN = 'train',
  VAL = 'val',
  TEST = 'test',
}

export enum Severity {
  ERROR = 'error',
  WARNING = 'warning',
}

export enum Sort {
  NEWEST = 'newest',
  NAME = 'name',
  ACTIVITY = 'activity',
  ACCURACY = 'accuracy',
}

export enum Role {
  VIEWER = 'viewer',
  EDITOR = 'editor',
  ADMIN = 'admin',
}

export enum SourceKind {
  FOLDER = 'folder',
  LISTS = 'lists',
  ARCHIVE = 'archive',
  UPLOAD = 'upload',
  S3 = 's3',
  DATASET = 'dataset',
}
