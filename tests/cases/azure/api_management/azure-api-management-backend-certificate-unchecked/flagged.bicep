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
  }
}

resource backend 'Microsoft.ApiManagement/service/backends@2023-05-01-preview' = {
  parent: service
  name: 'orders'
  properties: {
    protocol: 'http'
    url: 'https://orders.example.com'
    tls: {
      validateCertificateName: false
    }
  }
}
