resource example 'Microsoft.EventGrid/namespaces@2024-12-15-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    minimumTlsVersionAllowed: '1.0'
  }
}
