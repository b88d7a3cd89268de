param setting string

resource service 'Microsoft.ApiManagement/service@2023-05-01-preview' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Developer'
    capacity: 1
  }
  properties: {
    publisherName: 'Example'
    publisherEmail: 'a@example.com'
    customProperties: {
      'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10': setting
    }
  }
}
