resource storageSyncService 'Microsoft.StorageSync/storageSyncServices@2022-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    incomingTrafficPolicy: 'AllowVirtualNetworksOnly'
  }
}
