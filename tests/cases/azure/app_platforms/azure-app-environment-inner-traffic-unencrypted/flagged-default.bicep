resource hostingEnvironment 'Microsoft.Web/hostingEnvironments@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'ASEV3'
  properties: {}
}
