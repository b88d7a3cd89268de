resource workflow 'Microsoft.Logic/workflows@2019-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
