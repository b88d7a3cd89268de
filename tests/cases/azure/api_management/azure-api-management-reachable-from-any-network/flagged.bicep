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
    virtualNetworkType: 'None'
  }
}
