resource namespace 'Microsoft.Relay/namespaces@2021-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
