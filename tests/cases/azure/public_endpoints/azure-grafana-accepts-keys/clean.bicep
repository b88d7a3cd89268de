resource grafana 'Microsoft.Dashboard/grafana@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    apiKey: 'Disabled'
  }
}
