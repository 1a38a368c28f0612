{{- define "fovea.selector" -}}
app.kubernetes.io/name: fovea
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "fovea.labels" -}}
{{ include "fovea.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: fovea
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* What each service reads; packages/service-kit/src/config.ts is the list. */}}
{{- define "fovea.env" -}}
{{- $root := .root -}}
- { name: FOVEA_SERVICE, value: {{ .part }} }
- { name: FOVEA_BIND, value: 0.0.0.0 }
- { name: FOVEA_HTTP_PORT, value: '8080' }
- { name: FOVEA_GRPC_PORT, value: '9090' }
- { name: FOVEA_S3_ENDPOINT, value: {{ $root.Values.s3.endpoint | quote }} }
- { name: FOVEA_S3_BUCKET, value: {{ $root.Values.s3.bucket | quote }} }
{{- range $name, $key := dict "FOVEA_DATABASE_URL" "database-url" "FOVEA_REDIS_URL" "redis-url" "FOVEA_S3_ACCESS_KEY" "s3-access-key" "FOVEA_S3_SECRET_KEY" "s3-secret-key" "FOVEA_ACTOR_KEY" "actor-key" }}
- { name: {{ $name }}, valueFrom: { secretKeyRef: { name: {{ $root.Values.existingSecret }}, key: {{ $key }} } } }
{{- end }}
{{- range list "datasets" "models" "jobs" "inference" }}
- { name: FOVEA_{{ upper . }}_ADDRESS, value: '{{ $root.Release.Name }}-{{ . }}:9090' }
{{- end }}
{{- if eq .part "gateway" }}
- { name: FOVEA_PORT, value: '5000' }
- { name: FOVEA_CONSOLE_ADDRESS, value: 'http://{{ $root.Release.Name }}-console:3000' }
- { name: FOVEA_ALLOWED_HOSTS, value: {{ join "," $root.Values.hosts | quote }} }
{{- with $root.Values.adminPassword }}
- { name: FOVEA_ADMIN_PASSWORD, valueFrom: { secretKeyRef: { name: {{ .secret | default $root.Values.existingSecret }}, key: {{ .key }} } } }
{{- end }}
{{- if $root.Values.ingress.enabled }}
- { name: FOVEA_BEHIND_PROXY, value: 'true' }
{{- end }}
{{- else if eq .part "jobs" }}
- { name: FOVEA_DEVICES, value: {{ $root.Values.devices | quote }} }
- { name: FOVEA_PYTHON_WORKER, value: /opt/fovea/python/bin/python }
- { name: FOVEA_WORKER_PATH, value: /opt/fovea/gpu-worker }
- { name: FOVEA_ATTEMPTS_DIR, value: /scratch/attempts }
- { name: FOVEA_CACHE_DIR, value: /scratch/cache }
{{- else if or (eq .part "datasets") (eq .part "inference") }}
- { name: FOVEA_PYTHON_PIXELS, value: /opt/fovea/python/bin/python }
- { name: FOVEA_PIXELS_PATH, value: /opt/fovea/gpu-worker }
- { name: FOVEA_WORK_DIR, value: /scratch }
{{- if eq .part "datasets" }}
- { name: FOVEA_SEAL_KEY, valueFrom: { secretKeyRef: { name: {{ $root.Values.existingSecret }}, key: seal-key } } }
- { name: FOVEA_DATA_ROOTS, value: '' }
{{- end }}
{{- end }}
{{- end }}
