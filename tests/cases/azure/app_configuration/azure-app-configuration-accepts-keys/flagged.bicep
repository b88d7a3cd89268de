resource configurationStore 'Microsoft.AppConfiguration/configurationStores@2023-03-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'standard'
  }
  properties: {
    disableLocalAuth: false
  }
}
