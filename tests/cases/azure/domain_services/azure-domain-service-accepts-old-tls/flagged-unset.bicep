resource example 'Microsoft.AAD/domainServices@2022-12-01' = {
  name: 'example.com'
  location: 'westeurope'
  properties: {
    domainName: 'example.com'
  }
}
