resource example 'Microsoft.ApiManagement/service/apis@2022-08-01' = {
  name: 'example/example'
  properties: {
    path: 'example'
    protocols: [
      'https'
    ]
    serviceUrl: 'https://example.com'
  }
}
